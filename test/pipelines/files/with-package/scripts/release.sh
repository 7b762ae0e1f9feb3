#!/usr/bin/env bash
set -eu
TARGET=release/1.1
git push origin "HEAD:${TARGET}"
