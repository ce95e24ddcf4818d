package dev.quern.page;

import dev.quern.Paging;
import dev.quern.error.InvalidRequestException;

/** The number of a page in a view's address. */
public final class PageNumber {

  private PageNumber() {}

  /**
   * The part of a list that a page shows.
   *
   * @param page from 0
   * @param size rows on a page, 1 to 1000
   * @throws InvalidRequestException when the page is below 0
   */
  public static Paging paging(int page, int size) {
    if (page < 0) {
      throw InvalidRequestException.field("page", "must be a whole number, 0 or more");
    }
    return new Paging(size, (long) page * size);
  }
}
