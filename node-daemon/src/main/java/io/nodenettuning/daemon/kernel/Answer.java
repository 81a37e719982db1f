package io.nodenettuning.daemon.kernel;

/** What asking a device for something gave. */
public sealed interface Answer<T> {

  /** What it has. */
  record Got<T>(T value) implements Answer<T> {}

  /** The kernel's refusal. */
  record Refused<T>(Errno errno) implements Answer<T> {}
}
