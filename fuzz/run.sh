#!/usr/bin/env bash
# Fuzzes targets, two at a time, each for so many seconds of processor time: fuzz/run.sh [seconds] [target …]
#
# Prints executions and coverage of each. What is found is left in fuzz/artifacts, the inputs that reach new code in fuzz/corpus.
# Sanitizers are left out for speed, there being next to no unsafe code of ours to
# watch. The limit of time for one input is wide, since it runs on while others have the processor.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-600}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls seeds)
cargo +nightly fuzz build --features libfuzzer --sanitizer none
built=target/$(rustc -vV | sed -n 's/host: //p')/release

# The words of a target as a dictionary; the fuzzer takes bytes that are not ASCII as numbers only.
dictionary() {
  while read -r word; do
    printf '"%s"\n' "$(printf %s "$word" | od -An -v -tx1 | tr -d '\n' | sed 's/ /\\x/g')"
  done < "words/$1.txt" > "corpus/$1.dict"
}

fuzz() {
  local target=$1 kept=() options=() spent=0 executed=0
  mkdir -p "corpus/$target" "artifacts/$target"
  for folder in seeds regressions; do [ ! -d "$folder/$target" ] || kept+=("$folder/$target"); done
  if [ -f "words/$target.txt" ]; then
    dictionary "$target"
    options=(-dict="corpus/$target.dict")
  fi
  while [ "${spent%.*}" -lt "$seconds" ]; do
    TIMEFORMAT='processor %U'
    if ! { time nice -n 19 "$built/$target" "corpus/$target" "${kept[@]}" "${options[@]}" -print_final_stats=1 \
      -timeout=1200 -max_len=16384 -artifact_prefix="artifacts/$target/" \
      -max_total_time=$((seconds - ${spent%.*} + 5)); } > "corpus/$target.log" 2>&1; then
      echo "$target: found something, see fuzz/corpus/$target.log"
      return 1
    fi
    spent=$(awk -v spent="$spent" '/^processor/ { print spent + $2 }' "corpus/$target.log")
    executed=$((executed + $(awk '/number_of_executed_units/ { print $2 }' "corpus/$target.log")))
  done
  echo "$target: ${spent%.*} s, $executed executions, $(grep -ao 'cov: [0-9]* ft: [0-9]*' "corpus/$target.log" | tail -1)"
}

failed=0
for target in "${targets[@]}"; do
  [ "$(jobs -rp | wc -l)" -lt 2 ] || wait -n || failed=1
  fuzz "$target" &
done
while [ -n "$(jobs -rp)" ]; do wait -n || failed=1; done
exit $failed
