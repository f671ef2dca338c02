#pragma once
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <editline/readline.h>

// Swift cannot set a global variable of C's.
static inline void vq_edit_start(int history) {
  // What is typed is read as the user's language writes it; nothing else of it changes.
  setlocale(LC_CTYPE, "");
  // Tab is for names of files, which nobody types here.
  rl_inhibit_completion = 1;
  using_history();
  stifle_history(history);
}

static inline void vq_edit_free(char *line) { free(line); }
