package io.nodenettuning.api;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.nodenettuning.api.schema.Column;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Problem;
import io.nodenettuning.api.schema.Validation;
import java.util.ArrayList;
import java.util.List;

/** Declares the network tuning of a group of nodes. Cluster-scoped. */
@Group("nodenettuning.io")
@Version("v1alpha1")
@ShortNames("nnt")
@Doc(
    "NodeNetTuning declares the network tuning of a group of nodes: queues, rings and interrupts of"
        + " network interfaces, packet and flow steering, offloads, CPU frequency and network"
        + " sysctls. Each selected node applies it, keeps it and reports back in the status.")
@ValidationRule(
    value = "self.metadata.name.size() <= 63",
    message = "metadata.name: " + NodeNetTuning.NAME)
@Column(name = "Mode", path = ".spec.mode")
@Column(name = "Ready", path = ".status.conditions[?(@.type=='Ready')].status")
@Column(name = "Reason", path = ".status.conditions[?(@.type=='Ready')].reason")
@Column(name = "Nodes", path = ".status.counts.eligible", type = "integer")
@Column(name = "Updated", path = ".status.counts.updated", type = "integer")
@Column(name = "Ready Nodes", path = ".status.counts.ready", type = "integer")
@Column(name = "Drifted", path = ".status.counts.drifted", type = "integer")
@Column(name = "Drifts", path = ".status.driftsTotal", type = "integer")
@Column(name = "Last Drift", path = ".status.drifts[0].time", type = "date")
@Column(name = "Age", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "Priority", path = ".spec.priority", type = "integer", wide = true)
@Column(name = "Pending", path = ".status.counts.pending", type = "integer", wide = true)
@Column(name = "Failing", path = ".status.counts.failing", type = "integer", wide = true)
@Column(name = "Incomplete", path = ".status.counts.incomplete", type = "integer", wide = true)
@Column(name = "Unavailable", path = ".status.counts.unavailable", type = "integer", wide = true)
@Column(name = "Unknown", path = ".status.counts.unknown", type = "integer", wide = true)
@Column(name = "Revision", path = ".status.updateRevision", wide = true)
@Column(name = "Message", path = ".status.conditions[?(@.type=='Ready')].message", wide = true)
public class NodeNetTuning extends CustomResource<NodeNetTuningSpec, NodeNetTuningStatus> {
  static final String NAME = "want at most 63 characters, so that it fits into a label";

  /**
   * What the API server would refuse, for a tuning that did not come from there.
   *
   * @return nothing when it is valid
   */
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    String name = getMetadata().getName();
    if (name == null || name.length() > Limits.NAME) {
      problems.add(new Problem("metadata.name", NAME));
    }
    if (getSpec() == null) {
      problems.add(new Problem("spec", "is missing"));
    } else {
      problems.addAll(Validation.problems("spec", getSpec()));
    }
    return List.copyOf(problems);
  }
}
