import {
  to = zerotrust_policy.block_databases
  id = "9sD4kF7hJ2lZ6xC8vB1nM3qWeRt"
}
