package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Matches;
import io.nodenettuning.api.schema.NotBoth;
import org.jspecify.annotations.Nullable;

/**
 * A set of CPUs: {@code list} or {@code mask} (default: all online), less {@code exclude}, then
 * narrowed by NUMA node, hardware threads and isolation.
 */
@NotBoth(field = "list", refused = "mask")
public record CpuSetSpec(
    @Doc(
            "The CPUs as a list in quotes; a-b:n/m is the first n of every m, N the last CPU. All"
                + " online ones when neither list nor mask is given.")
        @Size(max = Limits.CPU_LIST)
        @Matches(what = WHAT_LIST, regex = LIST_PART, separator = ",", want = WANT_LIST)
        @Nullable String list,
    @Doc("The CPUs as a hexadecimal mask in quotes, instead of list.")
        @Size(max = Limits.CPU_MASK)
        @Matches(
            what = "a CPU mask",
            regex = "[0-9a-fA-F]{1,8}",
            separator = ",",
            want =
                "hexadecimal groups of up to eight digits with commas and without 0x, as in \"ff\"")
        @Matches(
            what = "a mask with a CPU in it",
            regex = "[0,]*[^0,].*",
            want = "at least one bit set")
        @Nullable String mask,
    @Doc("CPUs to leave out, as a list in quotes.")
        @Size(max = Limits.CPU_LIST)
        @Matches(what = WHAT_LIST, regex = LIST_PART, separator = ",", want = WANT_LIST)
        @Nullable String exclude,
    @Doc("Which NUMA nodes.") @Nullable NumaPolicy numa,
    @Doc("Which hardware threads of a core.") @Nullable SmtPolicy smt,
    @Doc("CPUs isolated by isolcpus or nohz_full.") @Nullable IsolatedPolicy isolated,
    @Doc("CPUs that the kubelet gave to single containers (static CPU manager policy).")
        @Nullable ExclusivePolicy exclusive) {

  /** All online CPUs that are not isolated. */
  public static final CpuSetSpec DEFAULT = new CpuSetSpec(null, null, null, null, null, null, null);

  private static final String WHAT_LIST = "a CPU list";
  private static final String LIST_PART = "N|[0-9]+|(all|(N|[0-9]+)-(N|[0-9]+))(:[0-9]+/[0-9]+)?";
  private static final String WANT_LIST =
      "numbers and ranges with commas as in \"0-7,16\", \"0-31:2/4\", \"8-N\" or \"all\"";
}
