package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.TuningSource;
import io.nodenettuning.daemon.cli.print.IoErrors;
import io.nodenettuning.daemon.cli.source.BadTuningsException;
import io.nodenettuning.daemon.cli.source.FileProblem;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tunings from files that are read again at every pass, and followed for the next. As long as they
 * are not valid, what they last said goes on.
 */
final class FileTunings implements TuningSource {
  private static final Logger LOG = LoggerFactory.getLogger(FileTunings.class);

  private final TuningOptions options;
  private Assignment assignment;
  private @Nullable String problem;

  /** Reads them for the first time. */
  FileTunings(TuningOptions options) throws BadTuningsException, IOException {
    this.options = options;
    this.assignment = new Assignment(1, false, options.read());
  }

  @Override
  public Optional<Assignment> current() {
    try {
      List<NodeTuning> tunings = options.read();
      if (!tunings.equals(assignment.tunings())) {
        assignment = new Assignment(assignment.generation() + 1, false, tunings);
        LOG.atInfo().addKeyValue("tunings", tunings.size()).log("files changed");
      }
      problem = null;
    } catch (BadTuningsException e) {
      tell(e.problems().stream().map(FileProblem::toString).toList().toString());
    } catch (IOException e) {
      tell(IoErrors.message(e));
    }
    return Optional.of(assignment);
  }

  @Override
  public List<String> files() {
    return options.places();
  }

  private void tell(String what) {
    if (!Objects.equals(problem, what)) {
      problem = what;
      LOG.atError().addKeyValue("problem", what).log("files are not valid: the last ones go on");
    }
  }
}
