# Writes each text of /lab/texts (file of an interrupt, bytes in hexadecimal) as an affinity, with one write each, and prints the
# error number and, where that is 0, what the kernel lists then. The interrupt is one that never fires.
set -eu
vector=$(ls -d /proc/irq/*/virtio*-config | head -n 1)
perl - "${vector%/*}" <<'PERL'
use strict;
use warnings;
use Fcntl;
my $interrupt = shift;
open(my $texts, '<', '/lab/texts') or die $!;
while (<$texts>) {
  my ($name, $bytes) = /^(\S+) (\S*)$/ or die $_;
  sysopen(my $file, "$interrupt/$name", O_WRONLY) or die $!;
  my $errno = defined syswrite($file, pack('H*', $bytes)) ? 0 : $! + 0;
  my $list = "\n";
  if ($errno == 0) {
    open(my $read, '<', "$interrupt/smp_affinity_list") or die $!;
    $list = <$read>;
  }
  print "$errno $list";
}
PERL
