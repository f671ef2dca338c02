#ifndef VQ_PREFETCH_H
#define VQ_PREFETCH_H

// Asks for the memory at an address, which need not be any, and does not wait for it.
static inline void vq_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
