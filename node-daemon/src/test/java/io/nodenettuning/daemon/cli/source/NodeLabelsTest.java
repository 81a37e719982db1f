package io.nodenettuning.daemon.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nodenettuning.api.LabelSelector;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selectors mean what they mean to Kubernetes. */
class NodeLabelsTest {
  private static final NodeLabels NODE = new NodeLabels(Map.of("pool", "edge", "zone", "a"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                                    | true
          {matchLabels: {pool: edge}}                                                           | true
          {matchLabels: {pool: edge, zone: b}}                                                  | false
          {matchLabels: {gpu: ""}}                                                              | false
          {matchExpressions: [{key: pool, operator: In, values: [web, edge]}]}                  | true
          {matchExpressions: [{key: pool, operator: In, values: [web]}]}                        | false
          {matchExpressions: [{key: gpu, operator: In, values: [x]}]}                           | false
          {matchExpressions: [{key: pool, operator: NotIn, values: [edge]}]}                    | false
          {matchExpressions: [{key: gpu, operator: NotIn, values: [x]}]}                        | true
          {matchExpressions: [{key: zone, operator: Exists}]}                                   | true
          {matchExpressions: [{key: gpu, operator: Exists}]}                                    | false
          {matchExpressions: [{key: gpu, operator: DoesNotExist}]}                              | true
          {matchExpressions: [{key: pool, operator: DoesNotExist}]}                             | false
          {matchLabels: {zone: a}, matchExpressions: [{key: pool, operator: DoesNotExist}]}     | false
          """)
  void selects(String selector, boolean selected) throws JsonProcessingException {
    assertThat(NODE.test(new YAMLMapper().readValue(selector, LabelSelector.class)))
        .isEqualTo(selected);
  }
}
