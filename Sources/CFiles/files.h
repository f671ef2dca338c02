#ifndef VQ_FILES_H
#define VQ_FILES_H

#include <errno.h>

#if defined(__linux__)
#include <stdint.h>
#include <unistd.h>

// The C library has no function for this call, and old headers do not know its number: it is 437 everywhere.
static inline int vq_open_beneath(int root, const char *path, int flags) {
  const uint64_t no_symlinks = 0x04, beneath = 0x08;
  struct { uint64_t flags, mode, resolve; } how = {(uint32_t)flags, 0, no_symlinks | beneath};
  return (int)syscall(437, root, path, &how, sizeof how);
}

// A folder that is only passed through need not be readable.
static const int vq_passing = 010000000;
#else
#include <fcntl.h>

#if defined(O_NOFOLLOW_ANY)
static inline int vq_open_beneath(int root, const char *path, int flags) {
  return openat(root, path, flags | O_NOFOLLOW_ANY);
}
#else
static inline int vq_open_beneath(int root, const char *path, int flags) {
  errno = ENOSYS;
  return -1;
}
#endif

static const int vq_passing = O_RDONLY;
#endif

// The variables that a new program is given. Swift cannot read a global one of C's that may change.
#if defined(__APPLE__)
#include <crt_externs.h>
static inline char **vq_environment(void) { return *_NSGetEnviron(); }
#else
extern char **environ;
static inline char **vq_environment(void) { return environ; }
#endif

#endif
