package io.nodenettuning.api.crd;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDGenerator.CRDOutput;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.CustomResource;
import io.nodenettuning.api.schema.Column;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One kind's CRD: what the generator makes of the classes, finished by {@link SchemaWalk}. */
final class Crd {
  private Crd() {}

  /** The CRD of a kind. */
  static CustomResourceDefinition of(Class<? extends CustomResource<?, ?>> kind) {
    var generated = new ArrayList<CustomResourceDefinition>();
    new CRDGenerator()
        .forCRDVersions("v1")
        .customResourceClasses(List.of(kind))
        .withParallelGenerationEnabled(false)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                generated.add((CustomResourceDefinition) crd);
                return crd;
              }
            })
        .withOutput(new NoOutput())
        .generate();
    CustomResourceDefinition crd = generated.getFirst();
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      SchemaWalk.finish(kind, version.getSchema().getOpenAPIV3Schema());
      version.setAdditionalPrinterColumns(columns(kind));
    }
    return crd;
  }

  private static List<CustomResourceColumnDefinition> columns(Class<?> kind) {
    return Arrays.stream(kind.getAnnotationsByType(Column.class))
        .map(column ->
            new CustomResourceColumnDefinitionBuilder()
                .withName(column.name())
                .withJsonPath(column.path())
                .withType(column.type())
                .withPriority(column.wide() ? 1 : null)
                .build())
        .toList();
  }

  /** The CRD is taken from the post-processor; what the generator prints is not wanted. */
  private static final class NoOutput implements CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String crdName) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public URI crdURI(String crdName) {
      return URI.create("file:///" + crdName);
    }

    @Override
    public void close() {}
  }
}
