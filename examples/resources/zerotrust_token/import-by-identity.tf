import {
  to = zerotrust_token.pipeline
  identity = {
    id = "7pQ2mX9vLc4TzR1nYb6KdW8sHfJ"
  }
}
