package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.machine.Program.Ended;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code kubectl apply} refuses, and in which words. */
@Tag("cluster")
final class RefusalTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {rpsSockFlowEntries: 1024} | spec.nodeSelector: Required value
          {nodeSelector: {}, mode: enforce, rpsSockFlowEntries: 1} | spec.mode: Unsupported value: "enforce"
          {nodeSelector: {}, interfaces: [{name: a, match: {}, rps: {}}]} | spec.interfaces[0].match
          {nodeSelector: {}, interfaces: [{name: a, match: {names: [e]}, rps: {cpus: {list: "0-3;5"}}}]} | not a CPU list: "0-3;5"
          {nodeSelector: {}, interfaces: [{name: a, match: {names: [e]}, rsp: {}}]} | unknown field "spec.interfaces[0].rsp"
          """)
  void anInvalidTuningIsRefusedWithTheFieldAndWhatIsWrong(String spec, String message) {
    Ended refused = CLUSTER.kubectl().tryToApply(Tuning.yaml("invalid", spec + "\n"));

    assertThat(refused.status()).isNotZero();
    assertThat(refused.errors()).contains(message);
    assertThat(CLUSTER.kubectl().run("get nodenettunings -o name")).isEmpty();
  }
}
