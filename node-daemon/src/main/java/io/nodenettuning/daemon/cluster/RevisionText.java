package io.nodenettuning.daemon.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.NotUnderstoodException;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.plan.NodeTuning;

/**
 * Reads the content of a revision, strictly: a field or value that this daemon does not know makes
 * the tuning not understood, and is never read as its default.
 */
final class RevisionText {
  private RevisionText() {}

  /** What the JSON of a revision says. */
  static NodeTuning.Content read(String json) {
    try {
      return new NodeTuning.Understood(
          ApiJson.understand(ClusterJson.MAPPER.readTree(json), Revision.class));
    } catch (NotUnderstoodException e) {
      return new NodeTuning.NotUnderstood(e.problem().toString());
    } catch (JsonProcessingException e) {
      return new NodeTuning.NotUnderstood("no JSON: " + e.getOriginalMessage());
    }
  }
}
