package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** CPU sets against sets of numbers, and lists against the plainest reading of their regions. */
class CpuSetPropertiesTest {

  /** A region of a list and the CPUs that it means, counted one by one. */
  record Region(String text, Set<Integer> cpus) {}

  @Property
  void lists_and_masks_are_read_back_as_they_were_printed(@ForAll("sets") Set<Integer> cpus) {
    CpuSet set = CpuSet.of(cpus);
    assertThat(CpuSet.parseList(set.list())).isEqualTo(set);
    assertThat(CpuSet.parseMask(set.mask(), Math.max(0, set.last()))).isEqualTo(set);
    assertThat(set.stream().boxed()).containsExactlyElementsOf(new TreeSet<>(cpus));
  }

  @Property
  void masks_are_numbers(@ForAll("sets") Set<Integer> cpus) {
    BigInteger number = cpus.stream().reduce(BigInteger.ZERO, BigInteger::setBit, BigInteger::or);
    String mask = CpuSet.of(cpus).mask();
    assertThat(new BigInteger(mask.replace(",", ""), 16)).isEqualTo(number);
    assertThat(mask).matches("0|[1-9a-f][0-9a-f]{0,7}(,[0-9a-f]{8})*");
  }

  @Property
  void regions_mean_their_cpus(@ForAll("regions") List<Region> regions) {
    Set<Integer> cpus = new HashSet<>();
    regions.forEach(region -> cpus.addAll(region.cpus()));
    String list = String.join(",", regions.stream().map(Region::text).toList());
    assertThat(CpuSet.parseList(list, 255)).isEqualTo(CpuSet.of(cpus));
    assertThat(CpuSet.parseForeignList(list, 255)).isEqualTo(CpuSet.of(cpus));
  }

  @Property
  void algebra_is_that_of_sets(@ForAll("sets") Set<Integer> a, @ForAll("sets") Set<Integer> b) {
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
  }

  @Property
  void any_text_is_read_or_refused_with_its_reason(@ForAll("texts") String text) {
    try {
      assertThat(CpuSet.parseList(text, 31).last()).isBetween(-1, 31);
    } catch (CpuFormatException e) {
      assertThat(e).hasMessageContaining(text);
    }
  }

  @Provide
  Arbitrary<Set<Integer>> sets() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 70).set().ofMaxSize(40),
        Arbitraries.integers().between(0, CpuSet.MAX_CPU).set().ofMaxSize(200));
  }

  @Provide
  Arbitrary<List<Region>> regions() {
    Arbitrary<Integer> cpu = Arbitraries.integers().between(0, 255);
    Arbitrary<Region> single = cpu.map(c -> new Region("" + c, Set.of(c)));
    Arbitrary<Region> strided =
        Combinators.combine(cpu, cpu, Arbitraries.integers().between(1, 40))
            .as(Tuple::of)
            .flatMap(t ->
                Arbitraries.integers()
                    .between(0, t.get3())
                    .map(used -> strided(t.get1(), t.get2(), used, t.get3())));
    return Arbitraries.oneOf(single, strided).list().ofMaxSize(6);
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

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("0123456789Nal-:/, x").ofMaxLength(12);
  }
}
