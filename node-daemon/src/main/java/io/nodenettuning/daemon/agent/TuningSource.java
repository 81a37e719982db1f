package io.nodenettuning.daemon.agent;

import java.util.List;
import java.util.Optional;

/** Where tunings come from: the API server, or files. */
public interface TuningSource {

  /**
   * What this node has to do, as far as it was ever told. Nothing means that it was never told
   * anything: then everything stays as it is. That a source is away or its object is gone is not
   * "nothing to do": it keeps answering what it last knew.
   */
  Optional<Assignment> current();

  /** Files, or folders of files, that it is read from: absolute paths for this process. */
  default List<String> files() {
    return List.of();
  }
}
