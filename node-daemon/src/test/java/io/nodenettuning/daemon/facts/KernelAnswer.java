package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nodenettuning.daemon.facts.CpuFormatException.Reason;
import io.nodenettuning.daemon.kernel.Errno;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a kernel makes of a text that is written as the CPUs of an interrupt.
 *
 * @param refusal why it does not take it
 * @param list the CPUs that the interrupt has then, as the kernel lists them; if it takes it
 */
record KernelAnswer(Optional<Errno> refusal, String list) {

  private static final Pattern RIGHT_BEHIND_A_STRIDE =
      Pattern.compile(":(\\d+|N)/(\\d++|N)[^, \t\n\f\r\u000b]");

  private static final Pattern RIGHT_BEFORE_EIGHT_DIGITS =
      Pattern.compile("[^0-9a-fA-F, \\t\\f\\r\\u000b][0-9a-fA-F]{8}([, \\t\\n\\f\\r\\u000b]|$)");

  /** It takes it. */
  static KernelAnswer taken(String list) {
    return new KernelAnswer(Optional.empty(), list.strip());
  }

  /** It refuses it. */
  static KernelAnswer refused(Errno errno) {
    return new KernelAnswer(Optional.of(errno), "");
  }

  /**
   * Agrees with us: the same CPUs in the same words, or a refusal for the same reason.
   *
   * @param parser ours
   * @param online the kernel refuses interrupts that no CPU could serve
   */
  void agrees(String text, Function<String, CpuSet> parser, CpuSet online) {
    CpuSet ours;
    try {
      ours = parser.apply(text);
    } catch (CpuFormatException e) {
      if (refusal.isEmpty()) {
        fail("the kernel takes \"%s\" as %s: %s", text, list, e);
      }
      assertThat(refusal.orElseThrow().equals(Errno.EINVAL))
          .as("\"%s\": %s, and the kernel says %s", text, e.getMessage(), refusal)
          .isEqualTo(e.reason() == Reason.SYNTAX);
      return;
    }
    if (ours.intersection(online).isEmpty()) {
      assertThat(refusal).as(text).contains(Errno.EINVAL);
    } else {
      assertThat(refusal).as(text).isEmpty();
      assertThat(list).as(text).isEqualTo(ours.list());
    }
  }

  /**
   * Whether something stands right behind a stride: there the kernel reads the next region, and we
   * want something between the two.
   */
  static boolean isListOnlyToTheKernel(String list) {
    return RIGHT_BEHIND_A_STRIDE.matcher(list).find();
  }

  /** Whether something stands before eight digits: the kernel skips it, whatever it is. */
  static boolean isMaskOnlyToTheKernel(String mask) {
    return RIGHT_BEFORE_EIGHT_DIGITS.matcher(mask).find();
  }
}
