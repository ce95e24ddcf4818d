package dev.quern.dataset;

/** Which rows of a table are meant. */
public interface RowFilter {

  WhereClause where();
}
