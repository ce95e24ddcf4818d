package dev.quern.llm;

/**
 * What a prompt asks for, in a form that a provider without a language model can serve. Real models
 * get the prompt's words alone.
 */
public sealed interface Wish {

  /** Questions about a text. */
  record Questions(String text, int count, String language) implements Wish {}

  /** An answer to a question out of a text. */
  record Answer(String text, String question, String language) implements Wish {}

  /** Something that takes a real model; the name says what. */
  record Other(String name) implements Wish {}
}
