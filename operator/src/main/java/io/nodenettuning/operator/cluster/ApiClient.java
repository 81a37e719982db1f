package io.nodenettuning.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nodenettuning.api.ApiJson;

/** The client of the API server. */
public final class ApiClient {
  private ApiClient() {}

  /**
   * A client that passes over fields and enum values that it does not know: else one object of a
   * newer version would fail the list that it is in, and hide all others.
   */
  public static KubernetesClient tolerant(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(new KubernetesSerialization(ApiJson.tolerant(), true))
        .build();
  }
}
