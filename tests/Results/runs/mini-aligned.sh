#!/usr/bin/env bash
# How ../mini-aligned-*.json came about: pairs from SIB-200 (four of five index_ids, five languages left out), stories, interface strings and Hawaiian; then align; then judging on what was left out.
# Run in the repository's root, with ../shared and ../models beside it; `nlptransfer` is the built program.
set -eu
D=../shared/data; P=../models/mini-pairs; L=../models/mini-left-out; M=../models/mini-aligned
mkdir -p "$P" "$L"
# Every fifth index_id of the training rows, in numerical order, is left out, as are all dev rows.
tail -n +2 $D/sib200/eng_Latn/train.tsv | cut -f1 | sort -nu | awk 'NR % 5 != 0' | head -560 > "$P/index-ids"
PAIRS=()
for f in $D/sib200/*/; do
  v=$(basename "$f")
  case $v in eng_Latn | lug_Latn | twi_Latn | wol_Latn | uig_Arab | tir_Ethi) continue ;; esac
  awk -F'\t' -v v="$v" 'FILENAME ~ /index-ids$/ { kept[$1]; next } FILENAME ~ /eng_Latn/ { english[$1] = $3; next } FNR == 1 { print "eng\t" v; next } ($1 in kept) && ($1 in english) { print english[$1] "\t" $3 }' \
    "$P/index-ids" $D/sib200/eng_Latn/train.tsv "$f/train.tsv" > "$P/sib-$v.tsv"
  PAIRS+=("$v=$P/sib-$v.tsv")
done
for v in yor_Latn snd_Arab hau_Latn amh_Ethi zul_Latn swh_Latn lug_Latn tir_Ethi twi_Latn uig_Arab wol_Latn; do
  awk -F'\t' 'FILENAME ~ /index-ids$/ { kept[$1]; next } FNR == 1 { if (!seen++) print; next } !($1 in kept)' "$P/index-ids" $D/sib200/$v/train.tsv $D/sib200/$v/dev.tsv > "$L/$v.tsv"
done
for l in amh fra swa xho yor zul hau; do PAIRS+=("$l=$D/african-storybook/$l/train.tsv"); done
for l in amh hau haw mlg pnb snd swa urd yor zul; do PAIRS+=("$l=$D/ui-parallel/$l/train.tsv"); done
nlptransfer align --model mini --pairs "${PAIRS[@]}" "haw=$D/fornander-haw-eng/train.tsv" --source-language eng --text-list tests/Results/runs/mini-healed-texts.tsv --texts-per-language 1500 --pairs-per-language 3000 \
  --held-out-pairs 5 --held-out 5 --evaluations 2 --language-temperature 2 --batch-tokens 1024 --threads 1 --max-steps 400 --checkpoint-every 50 --notice src/NlpTransfer.Models.Mini/notice.md --out "$M"
# The judging commands stand in the cells.
