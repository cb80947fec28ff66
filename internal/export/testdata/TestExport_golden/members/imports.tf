# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_access.alice_reaches_git
  id = "DIeS7nijz5b7W6V3G4tE5DOZC9g"
}

import {
  to = zerotrust_access_member.alice_reaches_git_group_eng
  id = "DIeS7nijz5b7W6V3G4tE5DOZC9g/user/group:eng"
}

import {
  to = zerotrust_access_member.alice_reaches_git_user_whh8xi5n6m4nrmhyrzlktv08blw
  id = "DIeS7nijz5b7W6V3G4tE5DOZC9g/user/user:wHh8Xi5n6m4nrMhyRZlktv08blW"
}

import {
  to = zerotrust_access_member.alice_reaches_git_app_acme_any_0_git
  id = "DIeS7nijz5b7W6V3G4tE5DOZC9g/app/app:acme.any.0.git"
}

import {
  to = zerotrust_access_member.alice_reaches_git_gone
  id = "DIeS7nijz5b7W6V3G4tE5DOZC9g/app/gone"
}

import {
  to = zerotrust_app.git
  id = "app:acme.any.0.git"
}

import {
  to = zerotrust_user.alice
  id = "wHh8Xi5n6m4nrMhyRZlktv08blW"
}
