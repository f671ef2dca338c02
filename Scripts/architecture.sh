#!/usr/bin/env bash
# Fails if a file breaks a rule of Vault/Internals/Architecture.md: imports, circles, sizes, documentation, names; or
# if a page for contributors names a file or code that does not exist, the map leaves out a suite, or the list of files is
# old.
# It reads the table of targets on that page.
set -euo pipefail
cd "$(dirname "$0")/.."

found=0
report() {
  echo "architecture: $*" >&2
  found=1
}

# Reports each line of standard input under one sentence.
report_all() {
  local line
  while IFS= read -r line; do report "$line: $1"; done
}

# The file and line of each hit of grep; nothing for none.
places() { [[ -z $1 ]] || cut -d: -f1,2 <<< "$1"; }

# What every target may import beside the table; Platform alone sees the system's C library.
language='Swift Synchronization'
library='Glibc Musl Darwin'
page=Vault/Internals/Architecture.md
# shellcheck disable=SC2016
table=$(sed -nE 's/^\| `([A-Za-z]+)` \|[^|]*\|(.*)\|$/\1\2/p' "$page" | tr -d '`')
[[ -n $table ]] || report "$page: has no table of targets"

swift_files() { find "$@" -name '*.swift' -type f | sort; }

# The modules a file imports, one a line.
imports() {
  sed -nE 's/^[[:space:]]*((@[A-Za-z_]+(\([^)]*\))?|public|package|internal|fileprivate|private)[[:space:]]+)*import[[:space:]]+((struct|class|enum|protocol|func|var|let|typealias)[[:space:]]+)?([A-Za-z0-9_]+).*/\6/p' "$1"
}

check_imports() {
  local file target allowed module
  while IFS= read -r file; do
    target=${file#Sources/}
    target=${target%%/*}
    allowed=" $language $(sed -nE "s/^$target( .*)?$/\1/p" <<< "$table") "
    [[ $target != Platform ]] || allowed+="$library "
    grep -qE "^$target( |$)" <<< "$table" \
      || report "$file: target $target is not in the table of $page"
    while IFS= read -r module; do
      [[ $allowed == *" $module "* ]] || report "$file: $target may not import $module"
    done < <(imports "$file")
  done < <(swift_files Sources)
}

# Lines of the longest source file.
longest_source=400
# Lines of the longest test file.
longest_test=500

check_sizes() {
  local file lines limit
  while IFS= read -r file; do
    limit=$longest_source
    [[ $file == Tests/* ]] && limit=$longest_test
    lines=$(wc -l < "$file")
    [[ $lines -le $limit ]] || report "$file: $lines lines, the limit is $limit"
  done < <(swift_files Sources Tests)
}

# Types and functions that other targets see say what they are for. Properties and initializers may go
# without where name and type say it all.
check_documentation() {
  local file
  while IFS= read -r file; do
    report_all 'no documentation comment' < <(awk -v file="$file" '
      /^[[:space:]]*\/\/\// { documented = 1; next }
      /^[[:space:]]*@/ && !/(func|struct|enum|class|actor|protocol|typealias) / { next }
      /^[[:space:]]*(@[A-Za-z_]+(\([^)]*\))? +)*(package|public) ((static|final|indirect|mutating|nonisolated|consuming|borrowing|override|class) )*(func|struct|enum|class|actor|protocol|typealias|subscript)[ (]/ {
        if (!documented && !/func (==|<|hash\(|encode\(|run\()/) print file ":" FNR
      }
      { documented = 0 }
    ' "$file")
  done < <(swift_files Sources)
}

check_words() {
  local hits
  hits=$(grep -rnE '^[[:space:]]*(@[A-Za-z_()]+ )*public ' Sources --include='*.swift' | grep -vE '^Sources/VaultKit/|public import ' || true)
  report_all "'public' outside of VaultKit" < <(places "$hits")
  hits=$(grep -rnE '\b(try!|fatalError\()' Sources --include='*.swift' || true)
  report_all 'a way to crash' < <(places "$hits")
  hits=$(grep -rnE '(struct|class|enum|actor|protocol) +[A-Za-z]*(Utils?|Helpers?|Managers?)\b' Sources Tests --include='*.swift' || true)
  report_all 'a name that says nothing' < <(places "$hits")
  hits=$(swift_files Sources Tests | grep -E '(Utils?|Helpers?|Managers?)\.swift$' || true)
  report_all 'a name that says nothing' < <(places "$hits")
}

# Paths of somebody's machine. `/home/ann` is nobody: examples use it.
check_paths() {
  local hits
  hits=$(grep -rnIE '(^|[^[:alnum:]_.}~-])/(work|root|home|Users|opt)/' \
    Sources Tests Vault Scripts README.md CONTRIBUTING.md Package.swift .ci --exclude=architecture.sh \
    | grep -v '/home/ann' || true)
  report_all 'a path of one machine' < <(places "$hits")
}

# Every file of the project that a page for contributors names in backticks: by its path, maybe with arguments behind
# it, or a Swift file by its name alone.
check_pages() {
  local file line name swift
  swift=$(swift_files Sources Tests | sed 's|.*/|/|')
  while IFS= read -r file; do
    while IFS=: read -r line name; do
      name=${name//\`/}
      [[ -e $name || -e ${name%% *} || ($name != */* && $'\n'$swift$'\n' == *$'\n'"/$name"$'\n'*) ]] \
        || report "$file:$line: there is no $name"
    done < <(grep -noE '`((Sources|Tests|Scripts|Vault|\.ci)/[^`]+|[A-Za-z+]+\.swift)`' "$file")
  done < <(find README.md CONTRIBUTING.md Vault/Internals -name '*.md' | sort)
}

# The code that rows of these pages name is in the files that they name.
check_map() {
  report_all 'the map is wrong' < <(python3 Scripts/map.py)
}

# The map names every suite, so that a change finds its tests. Two run the transcripts and suites of all that is there.
check_suites() {
  local file name
  while IFS= read -r file; do
    name=${file##*/}
    [[ $name == TranscriptTests.swift || $name == SuiteTests.swift ]] && continue
    grep -qE "[\`/]${name//./\\.}\`" "$page" || report "$file: $page does not name this suite"
  done < <(grep -rlE '^@Suite' Tests --include='*.swift' | sort)
}

# A file is found by its name alone.
check_names() {
  report_all 'a second file of this name' < <(swift_files Sources Tests | sed 's|.*/||' | sort | uniq -d)
}

# Folders of a target are rooms: no files of two of them need each other.
check_circles() {
  report_all 'a circle of files between folders' < <(python3 Scripts/circles.py Sources/*)
}

# The list of files says of each what the file says itself.
check_list() {
  report_all 'run Scripts/file-list.py' < <(python3 Scripts/file-list.py --check 2>&1)
}

check_imports
check_names
check_list
check_circles
check_pages
check_map
check_suites
check_sizes
check_documentation
check_words
check_paths
if [[ $found -eq 0 ]]; then
  echo "architecture: $(swift_files Sources | wc -l | tr -d ' ') files keep the rules"
fi
exit "$found"
