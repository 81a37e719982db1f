package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.plan.Standing.Role;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides between the claims of a setting that several interfaces share, such as a vector of a card
 * and its sub-functions. Of each tuning those for the interface whose it is count, or else those
 * for the first that shares it; a claim for another one follows, or is told that it cannot have its
 * way.
 */
final class Sharing {
  private final List<Claim> counting = new ArrayList<>();
  private final List<Claim> following = new ArrayList<>();

  private Sharing(List<Claim> claims) {
    Map<String, String> first = new HashMap<>();
    for (Claim claim : claims) {
      first.merge(
          claim.tuning().uid(),
          order(claim),
          (one, other) -> one.compareTo(other) < 0 ? one : other);
    }
    for (Claim claim : claims) {
      (order(claim).equals(first.get(claim.tuning().uid())) ? counting : following).add(claim);
    }
  }

  /** The owner before all names. */
  private static String order(Claim claim) {
    String sharer = claim.wish().sharer();
    return sharer == null ? "" : sharer;
  }

  /** Whether claims are for several interfaces. */
  static boolean isAmong(List<Claim> claims) {
    String device = claims.getFirst().wish().device();
    for (Claim claim : claims) {
      if (!claim.wish().device().equals(device)) {
        return true;
      }
    }
    return false;
  }

  /** How each claim of such a setting stands, the strongest first, those that follow last. */
  static List<Standing> of(List<Claim> claims) {
    return new Sharing(claims).standings();
  }

  private List<Standing> standings() {
    List<Standing> standings = new ArrayList<>(Composition.ofCounting(counting));
    Optional<Claim> winner =
        standings.stream()
            .filter(
                standing -> standing.role() == Role.Wins || standing.role() == Role.WinsContested)
            .map(Standing::claim)
            .findFirst();
    for (Claim claim : following) {
      Claim leader = winner.orElseGet(() -> leader(claim));
      if (!isSaidAlready(claim, leader)) {
        standings.add(standing(claim, leader));
      }
    }
    return standings;
  }

  private Claim leader(Claim follower) {
    return counting.stream()
        .filter(claim -> claim.tuning().uid().equals(follower.tuning().uid()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isSaidAlready(Claim claim, Claim leader) {
    return claim.agreesWith(leader)
        && claim.tuning().uid().equals(leader.tuning().uid())
        && claim.wish().rule().equals(leader.wish().rule());
  }

  private static Standing standing(Claim claim, Claim leader) {
    if (!claim.hasValue()) {
      return new Standing(claim, Role.Empty, "");
    }
    if (claim.agreesWith(leader)) {
      return new Standing(claim, claim.tuning().enforcing() ? Role.Agrees : Role.Audits, "");
    }
    if (claim.tuning().priority() < leader.tuning().priority()) {
      return Composition.overridden(claim, leader);
    }
    return new Standing(
        claim,
        Role.Conflicts,
        "%s shares it with %s, for which rule %s of tuning %s asks for %s; that one wins"
            .formatted(
                claim.wish().device(),
                leader.wish().device(),
                leader.wish().rule(),
                leader.tuning().name(),
                Composition.asked(leader)));
  }
}
