package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * CPU sets against sets of numbers, and lists against the plainest reading of their regions, over
 * generated cases. A failure names the seed of its case.
 */
class CpuSetPropertiesTest {
  private static final int CASES = 1000;

  /** A region of a list and the CPUs that it means, counted one by one. */
  record Region(String text, Set<Integer> cpus) {}

  private static <T> void forAll(Function<Random, T> generator, Consumer<T> property) {
    for (int seed = 0; seed < CASES; seed++) {
      T generated = generator.apply(new Random(seed));
      try {
        property.accept(generated);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d: %s".formatted(seed, generated), e);
      }
    }
  }

  @Test
  void lists_and_masks_are_read_back_as_they_were_printed() {
    forAll(
        CpuSetPropertiesTest::sets,
        cpus -> {
          CpuSet set = CpuSet.of(cpus);
          assertThat(CpuSet.parseList(set.list())).isEqualTo(set);
          assertThat(CpuSet.parseMask(set.mask(), Math.max(0, set.last()))).isEqualTo(set);
          assertThat(set.stream().boxed()).containsExactlyElementsOf(new TreeSet<>(cpus));
        });
  }

  @Test
  void masks_are_numbers() {
    forAll(
        CpuSetPropertiesTest::sets,
        cpus -> {
          BigInteger number =
              cpus.stream().reduce(BigInteger.ZERO, BigInteger::setBit, BigInteger::or);
          String mask = CpuSet.of(cpus).mask();
          assertThat(new BigInteger(mask.replace(",", ""), 16)).isEqualTo(number);
          assertThat(mask).matches("0|[1-9a-f][0-9a-f]{0,7}(,[0-9a-f]{8})*");
        });
  }

  @Test
  void regions_mean_their_cpus() {
    forAll(
        CpuSetPropertiesTest::regions,
        regions -> {
          Set<Integer> cpus = new HashSet<>();
          regions.forEach(region -> cpus.addAll(region.cpus()));
          String list = String.join(",", regions.stream().map(Region::text).toList());
          assertThat(CpuSet.parseList(list, 255)).isEqualTo(CpuSet.of(cpus));
          assertThat(CpuSet.parseForeignList(list, 255)).isEqualTo(CpuSet.of(cpus));
        });
  }

  @Test
  void algebra_is_that_of_sets() {
    forAll(
        random -> List.of(sets(random), sets(random)),
        two -> {
          Set<Integer> a = two.getFirst();
          Set<Integer> b = two.getLast();
          CpuSet left = CpuSet.of(a);
          CpuSet right = CpuSet.of(b);
          Set<Integer> both = new HashSet<>(a);
          both.retainAll(b);
          Set<Integer> either = new HashSet<>(a);
          either.addAll(b);
          assertThat(left.intersection(right)).isEqualTo(CpuSet.of(both));
          assertThat(left.union(right)).isEqualTo(CpuSet.of(either));
          assertThat(left.minus(right).union(both.isEmpty() ? CpuSet.NONE : CpuSet.of(both)))
              .isEqualTo(left);
          assertThat(left.containsAll(right)).isEqualTo(a.containsAll(b));
        });
  }

  @Test
  void any_text_is_read_or_refused_with_its_reason() {
    forAll(
        CpuSetPropertiesTest::texts,
        text -> {
          try {
            assertThat(CpuSet.parseList(text, 31).last()).isBetween(-1, 31);
          } catch (CpuFormatException e) {
            assertThat(e).hasMessageContaining(text);
          }
        });
  }

  private static Set<Integer> sets(Random random) {
    boolean small = random.nextBoolean();
    return random
        .ints(random.nextInt(small ? 40 : 200), 0, small ? 71 : CpuSet.MAX_CPU + 1)
        .collect(HashSet::new, Set::add, Set::addAll);
  }

  private static List<Region> regions(Random random) {
    return Stream.generate(
            () -> {
              int cpu = random.nextInt(256);
              int group = random.nextInt(1, 41);
              return random.nextBoolean()
                  ? new Region("" + cpu, Set.of(cpu))
                  : strided(cpu, random.nextInt(256), random.nextInt(group + 1), group);
            })
        .limit(random.nextInt(1, 7))
        .toList();
  }

  private static Region strided(int a, int b, int used, int group) {
    int start = Math.min(a, b);
    int end = Math.max(a, b);
    Set<Integer> cpus = new HashSet<>();
    for (int cpu = start; cpu <= end; cpu++) {
      if ((cpu - start) % group < used) {
        cpus.add(cpu);
      }
    }
    String last = end == 255 ? "N" : "" + end;
    return new Region("%d-%s:%d/%d".formatted(start, last, used, group), cpus);
  }

  private static String texts(Random random) {
    String letters = "0123456789Nal-:/, x";
    return IntStream.generate(() -> letters.charAt(random.nextInt(letters.length())))
        .limit(random.nextInt(13))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
