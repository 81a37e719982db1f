package io.nodenettuning.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Declares the network tuning of a group of nodes. Cluster-scoped. */
@Group("nodenettuning.io")
@Version("v1alpha1")
@ShortNames("nnt")
public class NodeNetTuning extends CustomResource<NodeNetTuningSpec, NodeNetTuningStatus> {}
