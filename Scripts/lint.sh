#!/usr/bin/env bash
# Fails if a Swift file is not formatted or breaks a rule of .swift-format.
set -euo pipefail
cd "$(dirname "$0")/.."
exec swift format lint --strict --parallel --recursive Package.swift Sources Tests
