package io.nodenettuning.daemon.agent;

/**
 * Where reports go: the API server, or a terminal. Called by the one deciding thread: never waits.
 */
public interface ReportSink {

  /** Takes what became of a pass; it may be the same as the last. */
  void report(Report report);
}
