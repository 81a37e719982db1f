package io.nodenettuning.api;

/** The grammar of a rule's name: that of a DNS label. */
final class RuleName {
  static final String WHAT = "a rule name";
  static final String REGEX = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
  static final String WANT = "a-z, 0-9 and -, with a letter or digit at both ends";

  private RuleName() {}
}
