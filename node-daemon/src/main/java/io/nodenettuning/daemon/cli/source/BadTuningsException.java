package io.nodenettuning.daemon.cli.source;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Some of the files are not valid: then none of them counts. */
public final class BadTuningsException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<FileProblem> problems;

  BadTuningsException(List<FileProblem> problems) {
    super(problems.stream().map(FileProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All mistakes of all files, in their order. */
  public List<FileProblem> problems() {
    return problems;
  }
}
