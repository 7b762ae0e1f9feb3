# The branch restrictions of acme/lab, read at 2026-11-25T13:55:00Z, as Terraform for DrFaust92/bitbucket.
# People stand here by uuid, which is how Bitbucket knows them. The provider up to 2.51.0 sends each as a Bitbucket
# username instead, which Bitbucket shows to nobody but its owner, and is then refused:
# https://github.com/DrFaust92/terraform-provider-bitbucket/issues/173.
# That provider does not read `users` and `groups` back, so `terraform plan` shows them as to be added each time.

terraform {
  required_version = ">= 1.5.0"

  required_providers {
    bitbucket = {
      source = "DrFaust92/bitbucket"
    }
  }
}

import {
  to = bitbucket_branch_restriction.push_main
  id = "acme/lab/111"
}

# Write access on `main`.
resource "bitbucket_branch_restriction" "push_main" {
  owner             = "acme"
  repository        = "lab"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "main"
  users = [
    "{70ee2f31-e848-4b7e-922b-a02d92584029}", # Sam Lee
  ]
}

import {
  to = bitbucket_branch_restriction.push_release_any_any_rc_any
  id = "acme/lab/112"
}

# Write access on `release/*/*/rc*`.
resource "bitbucket_branch_restriction" "push_release_any_any_rc_any" {
  owner             = "acme"
  repository        = "lab"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "release/*/*/rc*"
  users = [
    "{60cad0b1-b371-4182-bd29-1d74687032bb}", # Ana Lovell
  ]
}

import {
  to = bitbucket_branch_restriction.push_fix_100_any
  id = "acme/lab/113"
}

# Write access on `fix/100%*`.
# It lists nobody, so nobody is let through. The provider leaves empty lists out of its requests: it cannot empty a
# list, and may be refused where it creates this.
resource "bitbucket_branch_restriction" "push_fix_100_any" {
  owner             = "acme"
  repository        = "lab"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "fix/100%*"
  users             = []
}

import {
  to = bitbucket_branch_restriction.push_any_any
  id = "acme/lab/114"
}

# Write access on `*検索*`.
resource "bitbucket_branch_restriction" "push_any_any" {
  owner             = "acme"
  repository        = "lab"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "*検索*"
  users = [
    "{0cace926-ede3-46fe-a400-f1e320ccf35a}", # Sam Lee
  ]
}

import {
  to = bitbucket_branch_restriction.push_11
  id = "acme/lab/115"
}

# Write access on `11.?`.
# It lists nobody, so nobody is let through. The provider leaves empty lists out of its requests: it cannot empty a
# list, and may be refused where it creates this.
resource "bitbucket_branch_restriction" "push_11" {
  owner             = "acme"
  repository        = "lab"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "11.?"
  users             = []
}

import {
  to = bitbucket_branch_restriction.force_issue_any
  id = "acme/lab/116"
}

# Rewriting branch history of `issue#*` is not allowed.
resource "bitbucket_branch_restriction" "force_issue_any" {
  owner             = "acme"
  repository        = "lab"
  kind              = "force"
  branch_match_kind = "glob"
  pattern           = "issue#*"
}

import {
  to = bitbucket_branch_restriction.delete_c
  id = "acme/lab/117"
}

# Deleting `c++` is not allowed.
resource "bitbucket_branch_restriction" "delete_c" {
  owner             = "acme"
  repository        = "lab"
  kind              = "delete"
  branch_match_kind = "glob"
  pattern           = "c++"
}

import {
  to = bitbucket_branch_restriction.push_a_any_any_nothing
  id = "acme/lab/118"
}

# Write access on `a/**/nothing`.
resource "bitbucket_branch_restriction" "push_a_any_any_nothing" {
  owner             = "acme"
  repository        = "lab"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "a/**/nothing"
  users = [
    "{70ee2f31-e848-4b7e-922b-a02d92584029}", # Sam Lee
  ]
}
