package io.nodenettuning.daemon.kernel;

/** A descriptor of the kernel's that becomes readable when something has happened. */
public interface EventSource extends AutoCloseable {

  /** Its number in this process. */
  int descriptor();

  @Override
  void close();
}
