package parent_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/parent"
)

// role makes a process of the test binary the CLI or the provider of TestWait.
const role = "PARENT_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "cli":
		provider := exec.Command(os.Args[0])
		provider.Env, provider.Stdout = append(os.Environ(), role+"=provider"), os.Stdout
		if err := provider.Start(); err != nil {
			panic(err)
		}
		_ = provider.Wait() // it is killed before
	case "provider":
		gone := make(chan struct{})
		go func() { parent.Wait(); close(gone) }()
		_, _ = os.Stdout.WriteString("runs\n")
		<-gone
		_, _ = os.Stdout.WriteString("alone\n")
	default:
		os.Exit(m.Run())
	}
}

// TestWait: a process learns that the one that started it was killed, and not before.
func TestWait(t *testing.T) {
	t.Parallel()
	cli := exec.CommandContext(t.Context(), os.Args[0])
	cli.Env = append(os.Environ(), role+"=cli")
	output, theirs, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cli.Stdout = theirs
	if err := cli.Start(); err != nil {
		t.Fatal(err)
	}
	_ = theirs.Close() // from here on the pipe ends when both processes have
	said := bufio.NewReader(output)
	if line, err := said.ReadString('\n'); line != "runs\n" {
		t.Fatalf("the provider says %q, %v", line, err)
	}
	if err := cli.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cli.Wait()
	if rest, err := io.ReadAll(said); string(rest) != "alone\n" {
		t.Errorf("after the end of its parent the provider says %q, %v", rest, err)
	}
}
