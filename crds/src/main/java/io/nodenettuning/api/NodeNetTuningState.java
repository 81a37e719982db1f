package io.nodenettuning.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.nodenettuning.api.schema.Column;
import io.nodenettuning.api.schema.Doc;

/** One node's part of all tunings, and what became of it. Cluster-scoped. */
@Group("nodenettuning.io")
@Version("v1alpha1")
@ShortNames("nnts")
@Doc(
    "NodeNetTuningState is one node's part of all tunings: the operator writes what the node has"
        + " to do, the node's daemon writes what became of it. Named after the node and owned by"
        + " it; not for editing by hand.")
@Column(name = "Ready", path = ".status.conditions[?(@.type=='Ready')].status")
@Column(name = "Reason", path = ".status.conditions[?(@.type=='Ready')].reason")
@Column(name = "Applied", path = ".status.outcomes.Applied", type = "integer")
@Column(name = "Drifted", path = ".status.outcomes.Drifted", type = "integer")
@Column(name = "Failed", path = ".status.outcomes.Failed", type = "integer")
@Column(name = "Drifts", path = ".status.driftsTotal", type = "integer")
@Column(name = "Age", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "Kernel", path = ".status.facts.kernel", wide = true)
@Column(name = "Daemon", path = ".status.daemonVersion", wide = true)
@Column(name = "Message", path = ".status.conditions[?(@.type=='Ready')].message", wide = true)
public class NodeNetTuningState
    extends CustomResource<NodeNetTuningStateSpec, NodeNetTuningStateStatus> {}
