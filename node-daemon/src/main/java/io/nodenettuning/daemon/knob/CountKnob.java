package io.nodenettuning.daemon.knob;

/** A knob whose files hold one number. */
abstract class CountKnob extends FileKnob {

  /** The number of one of this knob's values. */
  static long count(Value value) {
    return ((Value.Count) value).count();
  }

  /** The smallest power of two that is not below the number; 0 stays 0. */
  static long powerOfTwoUp(long number) {
    return number <= 1 ? number : Long.highestOneBit(number - 1) << 1;
  }

  /** What the kernel shows where it rounds up to a power of two. */
  static Expectation roundedUp(Value desired) {
    long rounded = powerOfTwoUp(count(desired));
    return new Expectation.Shows(
        new Value.Count(rounded),
        rounded == count(desired)
            ? ""
            : "the kernel rounds %d up to a power of two".formatted(count(desired)));
  }

  public Value parse(String text) {
    return read(text);
  }

  @Override
  Value read(String text) {
    return new Value.Count(Long.parseLong(text.strip()));
  }

  @Override
  String format(Value value) {
    return value.text();
  }
}
