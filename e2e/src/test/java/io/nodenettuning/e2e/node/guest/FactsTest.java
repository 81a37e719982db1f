package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.e2e.node.Capabilities;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code nnt facts} tells what a node has. */
@InGuest(Hardware.CARD)
final class FactsTest {
  private final Guest guest;

  FactsTest(Guest guest) {
    this.guest = guest;
  }

  @Test
  void cpusPoliciesAndCardsAreThoseOfTheNode() throws IOException {
    JsonNode facts = new ObjectMapper().readTree(guest.nnt("facts -o json").success());

    assertThat(facts.at("/cpus/possible").asText()).isEqualTo("0-11");
    assertThat(facts.at("/cpus/online").asText()).isEqualTo("0-7");
    assertThat(facts.at("/cpus/isolated").asText()).isEqualTo("2-3");
    assertThat(facts.at("/cpus/cores/0").asText()).isEqualTo("0-1");
    for (int cpu = 0; cpu < 8; cpu++) {
      JsonNode policy = facts.at("/policies/" + cpu);
      assertThat(policy.path("relatedCPUs").asText()).isEqualTo(Integer.toString(cpu));
      assertThat(policy.path("driver").asText()).isEqualTo("acpi-cpufreq");
    }
    JsonNode card = facts.at("/nics/0");
    assertThat(card.path("driver").asText()).isEqualTo("igb");
    assertThat(card.path("rxQueues")).hasSize(Card.QUEUES);
    assertThat(card.path("interrupts").findValuesAsText("vector"))
        .containsExactlyElementsOf(
            IntStream.range(0, Card.QUEUES).mapToObj(queue -> "eth0-TxRx-" + queue).toList());
    assertThat(card.path("otherInterrupts").findValuesAsText("vector")).containsExactly("eth0");
  }

  @Test
  void ethtoolAndFactsTellTheSameOfTheCards() {
    Capabilities.assertAgreement(guest);
  }
}
