// System calls for files that the C library or Swift lacks.
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

// When a file was made, in nanoseconds since 1970; -1 where the file system does not know. Old C libraries have no
// function for the call.
#if defined(__linux__)
#include <asm/unistd.h>
static inline int64_t vq_born(const char *path) {
  struct { uint32_t mask; char others[76]; int64_t seconds; uint32_t nanoseconds; char rest[164]; } facts = {0};
#if defined(__NR_statx)
  if (syscall(__NR_statx, -100, path, 0, 0x800, &facts) != 0 || !(facts.mask & 0x800)) return -1;
  return facts.seconds * 1000000000 + facts.nanoseconds;
#else
  return -1;
#endif
}
#else
#include <stdint.h>
#include <sys/stat.h>
static inline int64_t vq_born(const char *path) {
  struct stat facts;
  if (stat(path, &facts) != 0) return -1;
  return (int64_t)facts.st_birthtimespec.tv_sec * 1000000000 + facts.st_birthtimespec.tv_nsec;
}
#endif

// The number of the kind of file system that a folder is on, by its path or open, as `linux/magic.h` has it; 0 where it is
// not told. macOS tells a name and whether the disk is of this machine.
#if defined(__linux__)
#include <sys/auxv.h>
#include <sys/vfs.h>
static inline uint32_t vq_file_system_at(const char *path) {
  struct statfs facts;
  return statfs(path, &facts) == 0 ? (uint32_t)facts.f_type : 0;
}

static inline uint32_t vq_file_system(int file) {
  struct statfs facts;
  return fstatfs(file, &facts) == 0 ? (uint32_t)facts.f_type : 0;
}

// Whether the system has loaded no linker for this program.
static inline int vq_is_static(void) { return getauxval(AT_BASE) == 0; }
#else
#include <string.h>
#include <sys/mount.h>
static inline int vq_file_system_name(const char *path, char *name, int size) {
  struct statfs facts;
  if (statfs(path, &facts) != 0) return -1;
  strlcpy(name, facts.f_fstypename, size);
  return (facts.f_flags & MNT_LOCAL) == 0;
}
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
