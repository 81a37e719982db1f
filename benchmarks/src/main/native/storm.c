/* A hostile writer: empties masks in turn, so often a second.
 * usage: storm WRITES_PER_SECOND SECONDS FILE...     prints how many writes it made */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  double rate = atof(argv[1]), seconds = atof(argv[2]), start = now();
  int files = argc - 3, *fds = calloc(files, sizeof *fds);
  for (int i = 0; i < files; i++)
    if ((fds[i] = open(argv[3 + i], O_WRONLY | O_CLOEXEC)) < 0) fail(argv[3 + i]);
  long writes = 0;
  for (double elapsed = 0; elapsed < seconds; elapsed = now() - start) {
    while (writes < elapsed * rate) {
      if (pwrite(fds[writes % files], "0", 1, 0) < 0) fail("write");
      writes++;
    }
    usleep(1000);
  }
  printf("%ld\n", writes);
  return 0;
}
