-- Images of one name are no versions of each other, as documents are: the files of each have a name of their own.
update pipeline set named_after = 'image/' || image_id where image_id is not null;
