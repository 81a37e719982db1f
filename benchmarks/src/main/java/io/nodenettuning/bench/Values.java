package io.nodenettuning.bench;

import io.nodenettuning.api.Revision;

/**
 * What every receive queue is to have.
 *
 * @param mask of RPS, hexadecimal
 * @param flowCount of RFS
 */
record Values(String mask, int flowCount) {
  /** Two sets of values that differ in every setting, to be applied in turn. */
  static Values inTurn(int round) {
    return round % 2 == 0 ? new Values("1", 64) : new Values("3", 128);
  }

  /** As the other programs are told. */
  String order() {
    return mask + " " + flowCount;
  }

  /** As a tuning of a device. */
  Revision revision(String device) {
    return AgentPass.revision(
        """
        {"interfaces": [{"name": "bench", "match": {"names": ["%s"]},
                         "rps": {"cpus": {"mask": "%s"}}, "rfs": {"flowCount": %d}}]}
        """
            .formatted(device, mask, flowCount));
  }
}
