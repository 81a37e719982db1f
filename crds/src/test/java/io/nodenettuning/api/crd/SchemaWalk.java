package io.nodenettuning.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.schema.CheckedBy;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Field;
import io.nodenettuning.api.schema.FieldRules;
import io.nodenettuning.api.schema.Keys;
import io.nodenettuning.api.schema.Needed;
import io.nodenettuning.api.schema.NumberOr;
import io.nodenettuning.api.schema.Place;
import io.nodenettuning.api.schema.Scalar;
import io.nodenettuning.api.schema.Timestamp;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Walks the API's records and the generated schema side by side and adds what the generator has no
 * annotations for: descriptions, list types and keys, required fields, defaults, rules.
 */
final class SchemaWalk {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaWalk() {}

  /** Finishes the schema of a kind. */
  static void finish(Class<? extends CustomResource<?, ?>> kind, JSONSchemaProps root) {
    root.setDescription(kind.getAnnotation(Doc.class).value());
    root.setRequired(List.of("spec"));
    Type[] specAndStatus =
        ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    top((Class<?>) specAndStatus[0], property(root, "spec"), true);
    top((Class<?>) specAndStatus[1], property(root, "status"), false);
  }

  private static void top(Class<?> type, JSONSchemaProps schema, boolean withDefaults) {
    schema.setDescription(type.getAnnotation(Doc.class).value());
    object(type, schema);
    if (withDefaults) {
      Field.of(type)
          .forEach(field ->
              Defaults.of(type, field.name())
                  .ifPresent(value ->
                      property(schema, field.name())
                          .setDefault(JSON.<JsonNode>valueToTree(value))));
    }
  }

  private static void object(Class<?> type, JSONSchemaProps schema) {
    var required = new ArrayList<String>();
    for (Field field : Field.of(type)) {
      JSONSchemaProps child = value(field.place(), property(schema, field.name()), field);
      child.setDescription(Description.of(type, field));
      schema.getProperties().put(field.name(), child);
      if (field.isRequired() && field.annotation(Needed.class).isEmpty()) {
        required.add(field.name());
      }
    }
    schema.setRequired(required);
    addRules(schema, CelRules.ofObject(type));
  }

  private static JSONSchemaProps value(Place place, JSONSchemaProps generated, Field field) {
    JSONSchemaProps schema = generated;
    NumberOr numberOr = place.raw().getAnnotation(NumberOr.class);
    if (numberOr != null) {
      schema = intOrString();
      addRules(schema, List.of(CelRules.ofNumberOr(numberOr)));
    } else if (place.raw().isAnnotationPresent(Scalar.class)) {
      schema = intOrString();
      schema.setMaxLength((long) place.raw().getAnnotation(Scalar.class).maxLength());
    } else if (place.isList()) {
      schema.setXKubernetesListType(field.annotation(Keys.class).isPresent() ? "map" : "atomic");
      field
          .annotation(Keys.class)
          .ifPresent(keys -> generated.setXKubernetesListMapKeys(List.of(keys.value())));
      schema.getItems().setSchema(element(place, schema.getItems().getSchema(), field));
    } else if (place.isMap()) {
      addRules(schema, place.grammars().stream().map(CelRules::ofKeys).toList());
      addRules(schema, field.annotation(CheckedBy.class).map(SchemaWalk::own).orElse(List.of()));
      schema
          .getAdditionalProperties()
          .setSchema(element(place, schema.getAdditionalProperties().getSchema(), field));
    } else if (place.isObject()) {
      object(place.raw(), schema);
    } else {
      addRules(schema, place.grammars().stream().map(CelRules::ofString).toList());
      if (place.annotation(Timestamp.class).isPresent()) {
        schema.setFormat("date-time");
      }
    }
    return schema;
  }

  private static JSONSchemaProps element(Place place, JSONSchemaProps generated, Field field) {
    Place element = place.element().orElseThrow();
    JSONSchemaProps schema = value(element, generated, field);
    schema.setDescription(element.annotation(Doc.class).map(Doc::value).orElse(null));
    return schema;
  }

  private static List<ValidationRule> own(CheckedBy checkedBy) {
    return FieldRules.of(checkedBy).cel().stream()
        .map(rule -> CelRules.rule(rule.rule(), rule.messageExpression()))
        .toList();
  }

  /** Without the generator's anyOf, which adds two lines of noise to every error. */
  private static JSONSchemaProps intOrString() {
    return new JSONSchemaPropsBuilder().withXKubernetesIntOrString(true).build();
  }

  private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return Objects.requireNonNull(schema.getProperties().get(name), name);
  }

  private static void addRules(JSONSchemaProps schema, List<ValidationRule> rules) {
    var all = new ArrayList<>(schema.getXKubernetesValidations());
    all.addAll(rules);
    schema.setXKubernetesValidations(all);
  }
}
