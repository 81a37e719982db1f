package io.nodenettuning.daemon.kernel;

/** A message from the kernel that does not keep to the layout of its protocol. */
final class MalformedNetlinkException extends RuntimeException {
  private final String problem;

  MalformedNetlinkException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What does not fit. */
  String problem() {
    return problem;
  }
}
