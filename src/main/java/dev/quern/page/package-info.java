/**
 * The page: what a browser shows. It sits beside REST, over the same services, and holds no rule of
 * the domain: views are templates, what changes in them is a fragment, and the state of a view is
 * in its URL. It may import every other package but the operators'; none imports it.
 */
@NullMarked
package dev.quern.page;

import org.jspecify.annotations.NullMarked;
