// Snowball's stemmers.
#include <libstemmer.h>
