package io.nodenettuning.daemon.knob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndirectionTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 1 2 3 0 1 2 3 | equal 4
          0 1 2 0 1 2 0 1 | equal 3
          0 0 0 0 0 0 0 0 | equal 1
          0 0 0 0 0 0 1 1 | weights 6:2
          1 1 1 1 3 3 3 3 | weights 0:4:0:4
          3 3 0 1 1 1 1 1 | table 3x2,0,1x5
          """)
  void isShortAndSaysAll(String entries, String text) {
    List<Integer> table = List.of(entries.split(" ")).stream().map(Integer::valueOf).toList();

    assertThat(IndirectionTable.text(table)).isEqualTo(text);
    assertThat(IndirectionTable.table(text, table.size())).isEqualTo(table);
  }

  /** As {@code ethtool -X eth0 weight 6 2} fills a table of 128. */
  @Test
  void sharesAreThoseOfEthtool() {
    assertThat(IndirectionTable.weighted(List.of(6, 2), 128)).isEqualTo("weights 96:32");
    assertThat(IndirectionTable.weighted(List.of(0, 1, 0, 1), 10)).isEqualTo("weights 0:5:0:5");
    assertThat(IndirectionTable.weighted(List.of(1, 1, 1), 10)).isEqualTo("weights 3:3:4");
  }

  @Test
  void everyTableComesBack() {
    Random random = new Random(7);
    for (int round = 0; round < 1000; round++) {
      int queues = 1 + random.nextInt(9);
      List<Integer> table = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(40); i++) {
        table.add(random.nextInt(queues));
      }
      assertThat(IndirectionTable.table(IndirectionTable.text(table), table.size()))
          .isEqualTo(table);
    }
  }
}
