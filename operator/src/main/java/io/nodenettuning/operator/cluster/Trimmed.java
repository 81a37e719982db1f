package io.nodenettuning.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.function.Supplier;

/**
 * Stores of informers that keep an object's identity only: what matters of it is a view in the
 * fleet, and a Node of 20 KB with its images and managed fields need not stay in memory.
 */
final class Trimmed {
  private Trimmed() {}

  static <T extends HasMetadata> TransformingItemStore<T> to(Supplier<T> empty) {
    return new TransformingItemStore<>(full -> {
      T trimmed = empty.get();
      trimmed.setMetadata(identity(full.getMetadata()));
      return trimmed;
    });
  }

  private static ObjectMeta identity(ObjectMeta full) {
    return new ObjectMetaBuilder()
        .withName(full.getName())
        .withNamespace(full.getNamespace())
        .withUid(full.getUid())
        .withResourceVersion(full.getResourceVersion())
        .build();
  }
}
