package io.nodenettuning.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One node's part of all tunings, and what became of it. Cluster-scoped. */
@Group("nodenettuning.io")
@Version("v1alpha1")
@ShortNames("nnts")
public class NodeNetTuningState
    extends CustomResource<NodeNetTuningStateSpec, NodeNetTuningStateStatus> {}
