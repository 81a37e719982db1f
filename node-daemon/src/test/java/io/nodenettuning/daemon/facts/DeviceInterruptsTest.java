package io.nodenettuning.daemon.facts;

import static io.nodenettuning.api.QueueRole.rx;
import static io.nodenettuning.api.QueueRole.tx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodenettuning.daemon.facts.DeviceInterrupts.Vector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceInterruptsTest {

  private static List<Vector> vectors(String... names) {
    return IntStream.range(0, names.length)
        .mapToObj(i -> new Vector(100 + i, names[i].isEmpty() ? List.of() : List.of(names[i])))
        .toList();
  }

  private static List<Integer> queues(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void gve_has_transmit_in_the_first_half_of_its_blocks_and_receive_in_the_second() {
    var interrupts =
        DeviceInterrupts.sort(
            "gve",
            vectors(
                "gve-ntfy-blk0@pci:0000:00:04.0",
                "gve-ntfy-blk1@pci:0000:00:04.0",
                "gve-ntfy-blk2@pci:0000:00:04.0",
                "gve-ntfy-blk3@pci:0000:00:04.0",
                "gve-mgmnt@pci:0000:00:04.0"),
            queues(2),
            queues(2));
    assertThat(interrupts.ofQueues())
        .extracting(QueueInterrupt::irq, QueueInterrupt::role, QueueInterrupt::queue)
        .containsExactly(
            tuple(102, rx, 0), tuple(100, tx, 0), tuple(103, rx, 1), tuple(101, tx, 1));
    assertThat(interrupts.others()).extracting(OtherInterrupt::irq).containsExactly(104);
  }

  @Test
  void a_vector_of_both_directions_past_the_receive_queues_is_transmits_own() {
    var interrupts =
        DeviceInterrupts.sort("ena", vectors("eth0-Tx-Rx-0", "eth0-Tx-Rx-1"), queues(1), queues(2));
    assertThat(interrupts.ofQueues())
        .containsExactly(
            new QueueInterrupt(100, "eth0-Tx-Rx-0", rx, 0),
            new QueueInterrupt(101, "eth0-Tx-Rx-1", tx, 1));
  }

  @Test
  void vectors_of_queues_that_are_not_there_are_others() {
    var interrupts =
        DeviceInterrupts.sort(
            "virtio_net",
            vectors("virtio0-input.0", "virtio0-output.0", "virtio0-input.1", "virtio0-output.1"),
            queues(1),
            queues(1));
    assertThat(interrupts.ofQueues()).hasSize(2);
    assertThat(interrupts.others())
        .extracting(OtherInterrupt::vector)
        .containsExactly("virtio0-input.1", "virtio0-output.1");
  }

  @Test
  void an_unknown_drivers_vectors_are_left_alone() {
    var interrupts =
        DeviceInterrupts.sort("unheard_of", vectors("eth0-a", "eth0-b"), queues(2), queues(2));
    assertThat(interrupts.ofQueues()).isEmpty();
    assertThat(interrupts.others()).hasSize(2);
  }

  @Test
  void what_is_left_of_a_down_device_is_not_taken_for_its_only_vector() {
    assertThat(
            DeviceInterrupts.sort("ena", vectors("ena-mgmnt@pci:0"), queues(1), queues(1))
                .ofQueues())
        .isEmpty();
    assertThat(DeviceInterrupts.sort("igb", vectors("eth0", ""), queues(1), queues(1)).ofQueues())
        .isEmpty();
  }

  @Test
  void an_interrupt_shared_by_several_handlers_is_found_by_any_of_them() {
    var shared = List.of(new Vector(100, List.of("other", "eth0-TxRx-0")));
    assertThat(DeviceInterrupts.sort("igb", shared, queues(1), queues(1)).ofQueues())
        .containsExactly(new QueueInterrupt(100, "other,eth0-TxRx-0", rx, 0));
  }

  @Test
  void one_queue_has_one_vector() {
    var twice =
        DeviceInterrupts.sort("igb", vectors("eth0-TxRx-0", "eth1-TxRx-0"), queues(1), queues(1));
    assertThat(twice.ofQueues()).extracting(QueueInterrupt::irq).containsExactly(100);
    assertThat(twice.others()).extracting(OtherInterrupt::irq).containsExactly(101);
  }
}
