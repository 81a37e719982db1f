package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.plan.Standing.Role;

import io.nodenettuning.daemon.knob.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides between the claims of one setting: the highest priority wins, then the first name; two
 * rules of one tuning that disagree win nothing; an Audit tuning never shadows an enforcing one.
 */
final class Composition {
  private final List<Claim> claims;
  private final Map<String, String> torn;

  private Composition(List<Claim> claims) {
    this.claims =
        claims.stream()
            .sorted((one, other) -> one.tuning().compareStrength(other.tuning()))
            .toList();
    this.torn = torn(this.claims);
  }

  /** How each claim of a setting stands, the strongest first. */
  static List<Standing> of(List<Claim> claims) {
    return Sharing.isAmong(claims) ? Sharing.of(claims) : ofCounting(claims);
  }

  /** The same where all count alike, whichever interface they are for. */
  static List<Standing> ofCounting(List<Claim> claims) {
    return claims.size() == 1
        ? List.of(alone(claims.getFirst()))
        : new Composition(claims).standings();
  }

  private static Standing alone(Claim claim) {
    Role unopposed = claim.tuning().enforcing() ? Role.Wins : Role.Audits;
    return new Standing(claim, claim.hasValue() ? unopposed : Role.Empty, "");
  }

  /** Tunings that disagree with themselves, with the rules that do. */
  private static Map<String, String> torn(List<Claim> claims) {
    Map<String, String> torn = new HashMap<>();
    claims.stream()
        .collect(Collectors.groupingBy(claim -> claim.tuning().uid()))
        .forEach((uid, own) -> {
          Claim first = own.getFirst();
          if (own.stream().anyMatch(claim -> claim.hasValue() && !claim.agreesWith(first))) {
            torn.put(
                uid,
                "rules %s of this tuning disagree"
                    .formatted(
                        own.stream()
                            .map(claim -> claim.wish().rule())
                            .distinct()
                            .collect(Collectors.joining(" and "))));
          }
        });
    return torn;
  }

  private List<Standing> standings() {
    Optional<Claim> strongest =
        claims.stream().filter(claim -> claim.tuning().enforcing() && offers(claim)).findFirst();
    List<Standing> standings = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      standings.add(standing(claim, strongest));
    }
    return standings;
  }

  private boolean offers(Claim claim) {
    return claim.hasValue() || torn.containsKey(claim.tuning().uid());
  }

  private Standing standing(Claim claim, Optional<Claim> strongest) {
    String own = torn.get(claim.tuning().uid());
    if (own != null) {
      return new Standing(claim, Role.Conflicts, own);
    }
    if (!claim.hasValue()) {
      return new Standing(claim, Role.Empty, "");
    }
    if (strongest.isEmpty()) {
      return new Standing(claim, Role.Audits, "");
    }
    return against(claim, strongest.get());
  }

  private Standing against(Claim claim, Claim strongest) {
    if (claim.equals(strongest)) {
      return claims.stream()
          .filter(other -> other.tuning().enforcing() && other.hasValue())
          .filter(other -> samePriority(other, claim) && !other.agreesWith(claim))
          .findFirst()
          .map(rival ->
              new Standing(claim, Role.WinsContested, disagrees(claim, rival, "; this one wins")))
          .orElseGet(() -> new Standing(claim, Role.Wins, ""));
    }
    if (!claim.tuning().enforcing() && claim.tuning().priority() > strongest.tuning().priority()) {
      return new Standing(claim, Role.Audits, "");
    }
    if (claim.agreesWith(strongest)) {
      return claim.tuning().enforcing()
          ? new Standing(claim, Role.Agrees, "")
          : new Standing(claim, Role.Audits, "");
    }
    return claim.tuning().enforcing() && samePriority(claim, strongest)
        ? new Standing(claim, Role.Conflicts, disagrees(claim, strongest, "; that one wins"))
        : overridden(claim, strongest);
  }

  static Standing overridden(Claim claim, Claim stronger) {
    return new Standing(
        claim,
        Role.Overridden,
        "tuning %s with priority %d sets it%s"
            .formatted(
                stronger.tuning().name(),
                stronger.tuning().priority(),
                forAnother(stronger, claim)));
  }

  private static boolean samePriority(Claim one, Claim other) {
    return one.tuning().priority() == other.tuning().priority();
  }

  private static String disagrees(Claim claim, Claim rival, String end) {
    return "tuning %s of equal priority asks for %s%s%s"
        .formatted(rival.tuning().name(), asked(rival), forAnother(rival, claim), end);
  }

  /** What a claim asks for, in words. */
  static String asked(Claim claim) {
    return claim.wish().ask() instanceof Wish.To to ? to.value().text() : "something else";
  }

  /** For which interface a rival's rule is, where that is not the claim's own. */
  private static String forAnother(Claim rival, Claim claim) {
    String device = rival.wish().device();
    return device.equals(claim.wish().device())
        ? ""
        : " for %s, which shares it (rule %s)".formatted(device, rival.wish().rule());
  }
}
