package io.nodenettuning.daemon.cluster;

import java.io.IOException;
import java.util.Optional;

/** The revisions in the operator's namespace. */
interface Revisions {

  /**
   * The JSON of a revision's content.
   *
   * @return nothing when there is no revision of that name
   * @throws IOException when the API server does not answer, or refuses
   */
  Optional<String> content(String name) throws IOException;
}
