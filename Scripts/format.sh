#!/usr/bin/env bash
# Formats all Swift files in place.
set -euo pipefail
cd "$(dirname "$0")/.."
exec swift format format --in-place --parallel --recursive Package.swift Sources Tests
