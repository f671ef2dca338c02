#!/usr/bin/env bash
# Measures how well vq ranks, on question sets with known answers: Scripts/eval.sh [--vq PROGRAM] [SET ...]
# Or how often the note of exactly the name typed is first: Scripts/eval.sh [--vq PROGRAM] names VAULT [N]
# Or how many slips of one letter are corrected: Scripts/eval.sh [--vq PROGRAM] typos VAULT [SEED]
# Or whether agents find the answer, in one phrasing and in three: Scripts/eval.sh [--vq PROGRAM] agents [--show]
#
# The sets are taken from VQ_CORPORA (default ../shared/corpora); each becomes a vault below VQ_SCRATCH
# (default: a folder for temporary files). Plain FTS5 and bm25s answer the same questions in the same run.
set -euo pipefail
cd "$(dirname "$0")/.."

questions=${VQ_CORPORA:-../shared/corpora}/questions
scratch=${VQ_SCRATCH:-${TMPDIR:-/tmp}/vq-scratch}

mode=${1:-}
[[ $mode == --vq ]] && mode=${3:-}
if [[ $mode != names && $mode != typos && $mode != agents && ! -d $questions ]]; then
  echo "eval: skipped, there is no $questions; set VQ_CORPORA" >&2
  exit 0
fi

vq=
if [[ ${1:-} == --vq ]]; then
  vq=$2
  shift 2
else
  Scripts/install-packages.sh
  vq=$(Scripts/build-release.sh)
fi

if [[ $mode == names || $mode == typos ]]; then
  if [[ ! -d ${2:-} ]]; then
    echo "eval: $mode wants a vault: Scripts/eval.sh $mode VAULT" >&2
    exit 64
  fi
  script=Scripts/names.py
  [[ $mode == names ]] || script=Scripts/eval_typos.py
  mkdir -p "$scratch"
  VQ_INDEX="$scratch/$mode-index" python3 "$script" "$vq" "${@:2}"
  exit
fi

if [[ $mode == agents ]]; then
  exec python3 Scripts/eval_agents.py "$vq" "$questions" "$scratch/eval-agents" "${@:2}"
fi

python=$scratch/eval-python
if [[ ! -x $python/bin/python3 ]]; then
  mkdir -p "$scratch"
  python3 -m venv "$python"
fi
if ! "$python/bin/python3" -c 'import bm25s, Stemmer' 2>/dev/null; then
  "$python/bin/python3" -m pip install --quiet --disable-pip-version-check bm25s PyStemmer \
    || echo "eval: bm25s cannot be installed; its column stays empty" >&2
fi
exec "$python/bin/python3" Scripts/eval.py "$vq" "$questions" "$scratch/eval" "$@"
